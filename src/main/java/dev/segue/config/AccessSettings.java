package dev.segue.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may ask: whoever has a token of an issuer, or everybody.
 *
 * @param open whether everybody may, from other machines too
 * @param issuer who gives out the tokens, as they name it; empty for none, and everybody may ask
 * @param audiences one of which a token must be for
 * @param keys where the issuer's keys are, an address or a file, as JWKS; empty for where its description says
 * @param ca PEM file with the authorities that vouch for the issuer's certificate; absent for those that Java knows
 * @param algorithms that a token may be signed by
 * @param skew how far the issuer's clock may be from ours
 * @param subjectClaim the claim that names the caller; names with dots between for one inside another
 * @param rolesClaim the claim that says what they may do; likewise
 * @param roles by role, the words of that claim which give it
 */
public record AccessSettings(
        boolean open,
        String issuer,
        List<String> audiences,
        String keys,
        Optional<Path> ca,
        List<String> algorithms,
        Duration skew,
        String subjectClaim,
        String rolesClaim,
        Map<String, List<String>> roles) {

    /** Whether tokens are asked for. */
    public boolean isGuarded() {
        return !issuer.isEmpty();
    }

    void check(List<String> problems) {
        if (audiences.isEmpty()) {
            problems.add(AccessKeys.ACCESS_AUDIENCE + " is not set: without it a token that was given out for any other"
                    + " service would do here.");
        }
        if (keys.isEmpty() && !isTrustworthy(issuer)) {
            problems.add(AccessKeys.ACCESS_ISSUER + " is " + issuer + ", and its keys are looked for there: it must be"
                    + " https, or whoever is on the way could name keys of their own. Or set " + AccessKeys.ACCESS_KEYS
                    + ".");
        }
        if (keys.startsWith("http:") && !isTrustworthy(keys)) {
            problems.add(AccessKeys.ACCESS_KEYS + " is " + keys
                    + ": it must be https or a file, or whoever is on the way" + " could name keys of their own.");
        }
    }

    /** Whether what is read at an address is what is there: by https, or from this machine. */
    public static boolean isTrustworthy(String address) {
        try {
            URI uri = URI.create(address);
            return "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && uri.getHost() != null && HostAddress.isLoopback(uri.getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
