package dev.segue.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/** Where a machine is found that listens at an address. */
final class HostAddress {

    private static final Set<String> ALL = Set.of("0.0.0.0", "::", "[::]");

    private HostAddress() {}

    /** Whether only this machine reaches what listens there. A name is what it resolves to; one that does not is not. */
    static boolean isLoopback(String host) {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            return Arrays.stream(all).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The address itself; the machine's own where it listens at all it has. */
    static String of(String listening) {
        if (!ALL.contains(listening)) {
            return listening;
        }
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }
}
