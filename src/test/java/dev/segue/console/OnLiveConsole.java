package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one console there is; where there is no browser they are skipped. After each, the browser must have nothing to
 * complain about, and must have asked nobody but the console.
 */
public final class OnLiveConsole
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace OURS = Namespace.create(LiveConsole.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Browser.isHere(), "skipped: there is no chromium and chromedriver in /usr/bin");
    }

    /** Each test finds the browser as a new visitor's at a desk. */
    @Override
    public void beforeEach(ExtensionContext context) {
        LiveConsole console = console(context);
        console.browser().size(1440, 900);
        console.browser().prefer("light");
        console.browser().go("about:blank");
        console.browser().complaints();
        console.browser().hosts();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LiveConsole console = console(context);
        assertThat(console.browser().complaints())
                .as("complaints of the browser")
                .isEmpty();
        assertThat(console.browser().hosts()).as("whom the pages asked").isSubsetOf(console.hosts());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LiveConsole.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return console(context);
    }

    private static LiveConsole console(ExtensionContext context) {
        return context.getRoot().getStore(OURS).computeIfAbsent(LiveConsole.class, any -> started(), LiveConsole.class);
    }

    private static LiveConsole started() {
        try {
            return LiveConsole.start();
        } catch (Exception e) {
            throw new IllegalStateException("The console could not be started", e);
        }
    }
}
