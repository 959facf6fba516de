"""Pure rules of the register: no I/O, no clock, the standard library and rapidfuzz only. Time comes in as an argument."""
