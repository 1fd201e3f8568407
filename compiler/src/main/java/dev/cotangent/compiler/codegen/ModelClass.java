package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.runtime.model.CompiledProgram;
import java.lang.reflect.Constructor;
import org.objectweb.asm.ClassReader;

/** A generated class in this virtual machine. It unloads when its model, and every instance, is unreachable. */
public final class ModelClass {

    private final Constructor<? extends CompiledProgram> constructor;

    private ModelClass(Constructor<? extends CompiledProgram> constructor) {
        this.constructor = constructor;
    }

    /** Defines a class in a loader of its own. */
    public static ModelClass define(byte[] bytes) {
        String name = new ClassReader(bytes).getClassName().replace('/', '.');
        try {
            Class<?> defined = new Loader(name, bytes).loadClass(name);
            return new ModelClass(defined.asSubclass(CompiledProgram.class).getConstructor());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new CompilerBug("the generated class can't be loaded: " + e);
        }
    }

    /** A fresh instance, without data. */
    public CompiledProgram newInstance() {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new CompilerBug("the generated class can't be instantiated: " + e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final String name;
        private final byte[] bytes;

        Loader(String name, byte[] bytes) {
            super("model", ModelClass.class.getClassLoader());
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        protected Class<?> findClass(String wanted) throws ClassNotFoundException {
            if (!wanted.equals(name)) {
                throw new ClassNotFoundException(wanted);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
