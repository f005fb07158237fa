package dev.segue.query.access;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whoever reaches the port may do everything; tokens are not looked at. What is left to keep out is a page of another site in the browser
 * of somebody who does reach it.
 *
 * @param anyHost whether it may be called by any name. Without that, by this machine's own alone: another site's name that was made to
 *     lead here would let that site's pages read what they get
 */
public record Unguarded(boolean anyHost) implements Access {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127(\\.\\d+){3}|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

    @Override
    public Caller caller(String authorization) {
        return Caller.UNNAMED;
    }

    @Override
    public String authentication() {
        return "none";
    }

    /**
     * Refuses what comes from a page of another site.
     *
     * @throws Denied if it does
     */
    void checkSite(Guard.Call<?> call) throws Denied {
        if (!anyHost && !THIS_MACHINE.matcher(call.host()).matches()) {
            throw Denied.foreign(
                    "This is called by the name of another machine, and may only be called as localhost, unless"
                            + " segue.access.open is true.");
        }
        if (call.changesSomething() && OTHER_SITES.contains(call.site())) {
            throw Denied.foreign("A page of another site may not change anything here.");
        }
    }
}
