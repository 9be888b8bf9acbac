package app.quotawatch.quarkus.deployment.clients;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkus.gizmo.Gizmo;

/** Passes each {@code java.net.http.HttpClient} that a class builds to our hook, which returns what the class gets. */
final class JdkCallSites extends ClassVisitor {

    /*
     * What a call returns is passed on at once, so stack and frames stay as they are. A method reference is replaced by one to a
     * method of the hook that has the same parameters.
     */

    static final String CLIENT = "java/net/http/HttpClient";
    private static final String BUILDER = CLIENT + "$Builder";
    private static final String RESULT = "()L" + CLIENT + ";";
    private static final String HOOK = "app/quotawatch/quarkus/runtime/clients/JdkHook";

    /* Not altMetafactory: a serializable lambda names its method a second time, where it is deserialized. */
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";
    private static final String PLAIN_LAMBDA = "metafactory";

    private boolean changed;

    private JdkCallSites(ClassVisitor next) {
        super(Gizmo.ASM_API_VERSION, next);
    }

    /** Returns the changed class, or the same array if the class builds no client. */
    static byte[] transform(String name, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        JdkCallSites callSites = new JdkCallSites(writer);
        reader.accept(callSites, 0);
        return callSites.changed ? writer.toByteArray() : bytes;
    }

    private static boolean isBuilt(String owner, String method, String descriptor) {
        return descriptor.equals(RESULT)
                && (owner.equals(BUILDER) && method.equals("build")
                        || owner.equals(CLIENT) && method.equals("newHttpClient"));
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
            String @Nullable [] exceptions) {
        return new MethodVisitor(Gizmo.ASM_API_VERSION,
                super.visitMethod(access, name, descriptor, signature, exceptions)) {

            @Override
            public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                super.visitMethodInsn(opcode, owner, method, type, isInterface);
                if (isBuilt(owner, method, type)) {
                    changed = true;
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "observe", "(L" + CLIENT + ";)L" + CLIENT + ";",
                            false);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(String method, String type, Handle bootstrap, Object... arguments) {
                Object[] replaced = arguments.clone();
                if (bootstrap.getOwner().equals(LAMBDAS) && bootstrap.getName().equals(PLAIN_LAMBDA)) {
                    for (int i = 0; i < replaced.length; i++) {
                        replaced[i] = hooked(replaced[i]);
                    }
                }
                super.visitInvokeDynamicInsn(method, type, bootstrap, replaced);
            }
        };
    }

    private Object hooked(Object argument) {
        if (argument instanceof Handle handle
                && isBuilt(handle.getOwner(), handle.getName(), handle.getDesc())) {
            changed = true;
            String parameter = handle.getOwner().equals(BUILDER) ? "L" + BUILDER + ";" : "";
            return new Handle(Opcodes.H_INVOKESTATIC, HOOK, handle.getName(), "(" + parameter + ")L" + CLIENT + ";",
                    false);
        }
        return argument;
    }
}
