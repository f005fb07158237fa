package dev.segue.deploy;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/** What the build says of itself. */
record Pom(Document document) {

    static Pom read() throws Exception {
        return new Pom(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile()));
    }

    String version() throws XPathExpressionException {
        return at("/project/version");
    }

    String property(String name) throws XPathExpressionException {
        return at("/project/properties/*[name()='" + name + "']");
    }

    /** The text at an XPath. */
    String at(String path) throws XPathExpressionException {
        return XPathFactory.newInstance().newXPath().evaluate(path, document);
    }
}
