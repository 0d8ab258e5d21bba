"""What every other part stands on: ids, time, errors, Swedish text; standard library only."""
