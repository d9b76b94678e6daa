package dev.midnight.examples.quickstart;

import java.util.List;

/** The cities found, and the snapshot that they were read from. */
record SearchAnswer(List<City> cities, SnapshotStamp snapshot) {}
