package dev.cotangent.compiler.codegen;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/** Lists the instructions of a class. */
public final class BytecodePrinter {

    private BytecodePrinter() {}

    public static String print(byte[] bytes) {
        StringWriter text = new StringWriter();
        TraceClassVisitor tracer = new TraceClassVisitor(null, new Textifier(), new PrintWriter(text));
        new ClassReader(bytes).accept(tracer, ClassReader.SKIP_FRAMES);
        return text.toString();
    }
}
