"""Pure rules of the lawbook: the law that applies, the range, the derivation of a fine."""
