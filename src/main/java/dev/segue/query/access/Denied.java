package dev.segue.query.access;

/** A call may not be made, by whoever makes it. */
public final class Denied extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String REALM = "Bearer realm=\"segue\"";

    /** Why. */
    public enum Why {
        /** It is not known who calls. */
        UNKNOWN(401),
        /** It is known, and they may not. */
        FORBIDDEN(403),
        /** It cannot be found out now who calls. */
        UNDECIDED(503);

        private final int status;

        Why(int status) {
            this.status = status;
        }

        /** The status that says so. */
        public int status() {
            return status;
        }
    }

    private final Why why;
    private final String challenge;

    private Denied(Why why, String detail, String challenge) {
        super(detail, null, false, false);
        this.why = why;
        this.challenge = challenge;
    }

    static Denied noToken() {
        return new Denied(Why.UNKNOWN, "This needs a token: send it as \"Authorization: Bearer TOKEN\".", REALM);
    }

    /** @param wrong with the token; goes into a header, so that it must not hold what the caller sent */
    static Denied badToken(String wrong) {
        return new Denied(
                Why.UNKNOWN,
                "The token is not accepted: " + wrong + ".",
                REALM + ", error=\"invalid_token\", error_description=\"" + wrong + "\"");
    }

    static Denied lacking(String roles) {
        return new Denied(
                Why.FORBIDDEN,
                "The token does not give " + (roles.contains(" ") ? "one of the roles " : "the role ") + roles
                        + ", which this needs.",
                REALM + ", error=\"insufficient_scope\", scope=\"" + roles + "\"");
    }

    static Denied undecided(String detail) {
        return new Denied(Why.UNDECIDED, detail, null);
    }

    static Denied foreign(String detail) {
        return new Denied(Why.FORBIDDEN, detail, null);
    }

    static Denied noPeer() {
        return new Denied(Why.UNKNOWN, "Only another instance may ask this.", PeerSecret.SCHEME.strip());
    }

    public Why why() {
        return why;
    }

    /** The value of {@code WWW-Authenticate}, or null. */
    public String challenge() {
        return challenge;
    }
}
