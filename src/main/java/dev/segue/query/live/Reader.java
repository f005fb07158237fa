package dev.segue.query.live;

import java.io.IOException;

/** Somebody who reads the changes; may block. */
public interface Reader {

    /**
     * A change.
     *
     * @param position where to go on after it
     * @param json the change, in one line
     */
    void change(Position position, String json) throws IOException;

    /** From here on; also told now and then while nothing happens, so that a reader who went away is noticed. */
    void reached(Position position) throws IOException;

    /** Changes between what was asked for and what comes next are no longer kept. */
    void gap() throws IOException;
}
