"""What happens once a decision is taken: service, dispatch, appeals, the notice without names, the landlord."""
