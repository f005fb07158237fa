package dev.segue.config;

/**
 * Where the HTTP API listens.
 *
 * @param port 0 for any that is free
 */
public record HttpSettings(String host, int port) {}
