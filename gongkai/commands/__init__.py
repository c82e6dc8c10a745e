"""The commands of `gongkai`, a module for each part of the house."""
