package dev.segue.query.access;

import java.util.Optional;

/** Stands before all routes: a call that its route's permission does not allow goes no further. */
public final class Guard {

    private final Access access;
    private final Optional<PeerSecret> secret;

    /** @param secret what instances know each other by; without it whoever reaches an unguarded API may ask as one */
    public Guard(Access access, Optional<PeerSecret> secret) {
        if (access instanceof Tokens && secret.isEmpty()) {
            throw new IllegalArgumentException("Tokens would not keep anybody from asking as an instance does");
        }
        this.access = access;
        this.secret = secret;
    }

    /** Lets everybody do everything. */
    public static Guard unguarded() {
        return new Guard(new Unguarded(true), Optional.empty());
    }

    public Access access() {
        return access;
    }

    /**
     * Lets a call be made, or not.
     *
     * @throws Denied if it may not
     */
    public <E extends Exception> void check(Permission permission, Call<E> call) throws Denied, E {
        if (access instanceof Unguarded unguarded) {
            unguarded.checkSite(call);
        }
        if (permission instanceof Permission.AnyOf roles) {
            access.check(roles, call.caller());
        } else if (permission instanceof Permission.Peers && secret.isPresent()) {
            secret.get().check(call.authorization(), call.path(), call.body());
        }
    }

    /** A call, as far as it is looked at here. */
    public interface Call<E extends Exception> {

        /** The header, or null. */
        String authorization();

        String path();

        /** The host that it was sent to, as the client names it; empty where it does not. */
        String host();

        /** What a browser says of the page that makes the call: {@code Sec-Fetch-Site}; empty where nothing is said. */
        String site();

        /** Whether its method is one that may change something. */
        boolean changesSomething();

        byte[] body() throws E;

        /** @throws Denied if the token is not accepted */
        Caller caller() throws Denied;
    }
}
