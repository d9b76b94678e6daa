package dev.midnight.console;

import tools.jackson.databind.json.JsonMapper;

/**
 * What the console is made of.
 *
 * @param application the name that the page shows
 * @param endpoint where data comes from and actions go to
 * @param permission the rules that guard the endpoint under its own path
 * @param headers what the application wants to see on an action
 * @param keys whether the endpoint may answer questions about a key
 * @param json writes the answers as the endpoint does
 */
public record ConsoleParts(
    String application,
    EndpointOperations endpoint,
    EndpointPermission permission,
    ActionHeaders headers,
    boolean keys,
    JsonMapper json) {}
