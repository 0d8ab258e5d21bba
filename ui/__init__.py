"""The desktop program: Qt widgets that show records and call services; no SQL, no files, no clock."""
