package dev.midnight.examples.quickstart;

/**
 * What a city is asked for by. GeoNames does not make it unique: some keys come twice.
 *
 * @param country an ISO 3166 code, such as {@code FR}
 * @param admin1 the state or region, or empty
 * @param admin2 the county or department, or empty
 * @param name in the city's own spelling
 */
record CityKey(String country, String admin1, String admin2, String name) {}
