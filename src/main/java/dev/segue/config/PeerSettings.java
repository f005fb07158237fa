package dev.segue.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How instances know each other.
 *
 * @param secret file with what they all know and nobody else; absent where whoever reaches the API may ask
 * @param ca PEM file with the authorities that vouch for the other instances' certificates; absent for those that Java knows
 */
public record PeerSettings(Optional<Path> secret, Optional<Path> ca) {}
