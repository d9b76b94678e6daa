package dev.midnight.autoconfigure;

/** A row of the tests, not public on purpose: an application's own need not be. */
record City(String code, String name) {}
