package dev.segue.query.cluster;

import dev.segue.query.answer.Question;

/**
 * What one instance asks another, which answers from what it holds or not at all: it never asks on.
 *
 * @param standby whether a copy may answer
 */
public record PeerQuestion(int partition, boolean standby, Question<?> question) {

    /** Where an instance is asked by its peers. */
    public static final String PATH = "/internal/questions";
}
