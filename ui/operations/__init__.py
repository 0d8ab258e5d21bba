"""The tabs Insatser and Tillsynsplan: nights that several authorities plan together, and the plan of the year."""
