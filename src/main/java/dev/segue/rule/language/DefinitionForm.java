package dev.segue.rule.language;

import dev.segue.rule.Durations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what each definition must be by itself: its id, its name, and the values that are not rules. */
final class DefinitionForm {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]+");

    private static final List<String> TIERS = List.of("strategic", "tactical");

    private final Problems problems;
    private final Set<String> ids = new HashSet<>();

    private DefinitionForm(Problems problems) {
        this.problems = problems;
    }

    static void check(List<Draft> drafts, Problems problems) {
        DefinitionForm form = new DefinitionForm(problems);
        drafts.forEach(form::check);
    }

    private void check(Draft draft) {
        id(draft);
        if (isMissing(draft, "name")) {
            problems.add(draft.problem("name", "`name` is missing: say what people call the segment"));
        }
        if (draft.has("tier") && !TIERS.contains(draft.at("tier").text())) {
            String tier = draft.at("tier").text();
            problems.add(draft.problem(
                    "tier", "`tier` is strategic or tactical, not `" + tier + "`" + Nearest.question(tier, TIERS)));
        }
        duration(draft, "stay");
        duration(draft, "cooldown");
        holdout(draft);
    }

    private void id(Draft draft) {
        if (isMissing(draft, "id")) {
            problems.add(
                    draft.problem("id", "`id` is missing: lower-case letters, digits and hyphens, as big-spender"));
        } else if (!draft.has("id")) {
            return;
        } else if (!ID.matcher(draft.id()).matches()) {
            problems.add(
                    draft.problem("id", "`id` has only lower-case letters, digits and hyphens" + proposal(draft.id())));
        } else if (!ids.add(draft.id())) {
            problems.add(draft.problem("id", "there is a segment `" + draft.id() + "` already; ids are unique"));
        }
    }

    private static boolean isMissing(Draft draft, String key) {
        return draft.lacks(key) || (draft.has(key) && draft.at(key).text().isBlank());
    }

    private static String proposal(String id) {
        String proposed = id.strip()
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return proposed.isEmpty() ? "" : "; write " + proposed;
    }

    private void duration(Draft draft, String key) {
        if (draft.has(key) && Durations.parse(draft.at(key).text()).isEmpty()) {
            problems.add(draft.problem(
                    key,
                    "`" + key + "` is a duration such as 30s, 15m, 6h or 7d, not `"
                            + draft.at(key).text() + "`"));
        }
    }

    private void holdout(Draft draft) {
        Double holdout = draft.definition().holdout();
        if (draft.has("holdout") && !(holdout != null && holdout >= 0 && holdout <= 1)) {
            problems.add(draft.problem(
                    "holdout",
                    "`holdout` is a share from 0 to 1, such as 0.1, not `"
                            + draft.at("holdout").text() + "`"));
        }
    }
}
