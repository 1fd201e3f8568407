package dev.cotangent.runtime.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Writer;

/** JSON that is the same text on every version of Java. */
final class JsonText {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonText() {}

    /** A generator onto a writer that it does not close. */
    static JsonGenerator generator(Writer writer) throws IOException {
        return FACTORY.createGenerator(writer);
    }
}
