package dev.segue.config;

/**
 * Where the HTTP API listens.
 *
 * @param port 0 for any that is free
 * @param threads that answer, at most
 */
public record HttpSettings(String host, int port, int threads) {}
