package app.quotawatch.quarkus.deployment.clients;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkus.gizmo.Gizmo;

/** Inserts {@code Hook.onBuild(this)} at the start of a client builder's {@code build()}. */
final class BuilderHook extends ClassVisitor {

    private final String hook;

    BuilderHook(ClassVisitor next, String hook) {
        super(Gizmo.ASM_API_VERSION, next);
        this.hook = hook;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
            String @Nullable [] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        // the bridge method calls the actual one
        if (!name.equals("build") || !descriptor.startsWith("()") || (access & Opcodes.ACC_BRIDGE) != 0) {
            return method;
        }
        return new MethodVisitor(Gizmo.ASM_API_VERSION, method) {
            @Override
            public void visitCode() {
                super.visitCode();
                visitVarInsn(Opcodes.ALOAD, 0);
                visitMethodInsn(Opcodes.INVOKESTATIC, hook, "onBuild", "(Ljakarta/ws/rs/core/Configurable;)V", false);
            }
        };
    }
}
