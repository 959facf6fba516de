"""Pure rules of the register: no I/O, no clock, only the standard library and rapidfuzz. Time is an argument."""
