package app.quotawatch.quarkus.deployment.clients;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkus.gizmo.Gizmo;

/** Inserts {@code Hook.onBuild(builder)} into constructors. */
final class ConstructorHook extends ClassVisitor {

    private static final String HOOKS = "app/quotawatch/quarkus/runtime/clients/";

    private final String hook;
    private final String method;
    private final String builder;
    private final boolean ofBuilder;

    private ConstructorHook(ClassVisitor next, String hook, String method, String builder, boolean ofBuilder) {
        super(Gizmo.ASM_API_VERSION, next);
        this.hook = HOOKS + hook;
        this.method = method;
        this.builder = builder;
        this.ofBuilder = ofBuilder;
    }

    /** Changes OkHttp's client: its constructor begins with the hook, so that a builder can be used again. */
    static byte[] okHttp(String name, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ConstructorHook(writer, "OkHttpHook", "onBuild", reader.getClassName() + "$Builder", false),
                0);
        return writer.toByteArray();
    }

    /** Changes a builder of Apache HttpClient: its constructor ends with the hook, which so is added once to each builder. */
    static byte[] apache5(String name, byte[] bytes) {
        return apache5(bytes, "onBuild");
    }

    /** Changes a builder of Apache HttpClient in the same way; the hook passes over those that the AWS SDK creates. */
    static byte[] apache5OutsideAws(String name, byte[] bytes) {
        return apache5(bytes, "onBuildOutsideAws");
    }

    private static byte[] apache5(byte[] bytes, String method) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ConstructorHook(writer, "Apache5Hook", method, reader.getClassName(), true), 0);
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
            String @Nullable [] exceptions) {
        MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
        String wanted = ofBuilder ? "()V" : "(L" + builder + ";)V";
        if (!name.equals("<init>") || !descriptor.equals(wanted)) {
            return visitor;
        }
        return new MethodVisitor(Gizmo.ASM_API_VERSION, visitor) {

            @Override
            public void visitCode() {
                super.visitCode();
                if (!ofBuilder) {
                    callHook(1);
                }
            }

            @Override
            public void visitInsn(int opcode) {
                if (ofBuilder && opcode == Opcodes.RETURN) {
                    callHook(0);
                }
                super.visitInsn(opcode);
            }

            private void callHook(int variable) {
                visitVarInsn(Opcodes.ALOAD, variable);
                visitMethodInsn(Opcodes.INVOKESTATIC, hook, method, "(L" + builder + ";)V", false);
            }
        };
    }
}
