package dev.segue.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes files of definitions at random: segments that ask for one another, exit rules, times to stay, unions. */
public final class AnyAuthor {

    private static final String UNION = "whole";

    private final Random random;

    public AnyAuthor(Random random) {
        this.random = random;
    }

    /** A file that mostly is taken, as YAML or JSON. */
    public String definitions() {
        List<Map<String, String>> segments = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        boolean union = random.nextInt(3) == 0;
        for (String id : List.of("b", "d", "a", "c").subList(0, 1 + random.nextInt(4))) {
            segments.add(segment(id, new AnyRuleText(random, ids)));
            ids.add(id);
        }
        if (union) {
            segments.get(random.nextInt(segments.size())).put("rollsUpTo", UNION);
            segments.add(random.nextInt(segments.size() + 1), Map.of("id", UNION, "name", "W", "tier", "strategic"));
        }
        return random.nextInt(8) == 0 ? json(segments) : yaml(segments);
    }

    private Map<String, String> segment(String id, AnyRuleText rules) {
        Map<String, String> segment = new LinkedHashMap<>(Map.of("id", id, "name", "N"));
        String enter = rules.condition(1 + random.nextInt(3));
        segment.put("enter", enter);
        int exit = random.nextInt(10);
        if (exit > 8) {
            segment.put("exit", rules.condition(1));
        } else if (exit > 4) {
            // seldom may both hold
            segment.put("exit", "!(" + enter + ") && " + rules.condition(1));
        }
        maybe(segment, "stay", 1 + random.nextInt(20) + "s");
        maybe(segment, "cooldown", 1 + random.nextInt(20) + "s");
        maybe(segment, "holdout", "0.5");
        return segment;
    }

    private void maybe(Map<String, String> segment, String key, String value) {
        if (random.nextInt(5) == 0) {
            segment.put(key, value);
        }
    }

    private String yaml(List<Map<String, String>> segments) {
        StringBuilder yaml = new StringBuilder("segments:\n");
        for (Map<String, String> segment : segments) {
            String sign = "  - ";
            for (Map.Entry<String, String> one : segment.entrySet()) {
                yaml.append(sign).append(one.getKey()).append(": ");
                boolean rule = one.getKey().equals("enter") || one.getKey().equals("exit");
                yaml.append(rule ? scalar(one.getValue()) : one.getValue()).append('\n');
                sign = "    ";
            }
        }
        return yaml.toString();
    }

    private String scalar(String rule) {
        return switch (random.nextInt(3)) {
            case 0 -> "'" + rule.replace("'", "''") + "'";
            case 1 -> "\"" + rule.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            default -> "|\n      // as it is read aloud\n      " + rule.replace(" && ", "\n        && ");
        };
    }

    private static String json(List<Map<String, String>> segments) {
        try {
            List<Map<String, Object>> written = new ArrayList<>();
            for (Map<String, String> segment : segments) {
                Map<String, Object> one = new LinkedHashMap<>(segment);
                one.computeIfPresent("holdout", (key, share) -> Double.valueOf(share.toString()));
                written.add(one);
            }
            return new ObjectMapper().writeValueAsString(Map.of("segments", written));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
