package app.quotawatch.quarkus.deployment.clients;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkus.gizmo.Gizmo;

/** Removes what the interceptor of the AWS SDK overrides: the SDK still finds it, but it does nothing. */
final class IdleInterceptor extends ClassVisitor {

    private IdleInterceptor(ClassVisitor next) {
        super(Gizmo.ASM_API_VERSION, next);
    }

    static byte[] of(String name, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new IdleInterceptor(writer), 0);
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
            String @Nullable [] exceptions) {
        boolean overrides = (access & Opcodes.ACC_PUBLIC) != 0 && !name.equals("<init>");
        return overrides ? null : super.visitMethod(access, name, descriptor, signature, exceptions);
    }
}
