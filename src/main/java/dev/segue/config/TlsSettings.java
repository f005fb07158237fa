package dev.segue.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the HTTP API shows itself by; both, or neither for plain HTTP.
 *
 * @param certificate PEM file: its certificate, then those of the authorities between
 * @param key PEM file: its private key
 */
public record TlsSettings(Optional<Path> certificate, Optional<Path> key) {

    public boolean isOn() {
        return certificate.isPresent() || key.isPresent();
    }
}
