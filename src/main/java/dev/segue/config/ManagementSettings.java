package dev.segue.config;

/**
 * Where metrics and health are answered, for those who keep the service running.
 *
 * @param port 0 for any that is free, {@link #NONE} for the API's own
 */
public record ManagementSettings(String host, int port) {

    static final int NONE = -1;

    /** Whether there is a port for it. */
    public boolean isApart() {
        return port != NONE;
    }
}
