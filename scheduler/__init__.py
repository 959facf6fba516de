"""Work that the clock starts: plan what is due, deliver what is planned, keep the house tidy."""
