package app.quotawatch.quarkus.deployment.clients;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkus.gizmo.Gizmo;

/** The classes of Vert.x's HTTP client, and the one of the REST client built on it, with the calls that each gets. */
enum VertxClass {

    /* HttpClient and Promise stand for what implements them: a verifier treats interfaces as objects. */

    CLIENT("io.vertx.core.http.impl.HttpClientImpl", Extension.CLIENT,
            new Hook("doRequest", "(L" + Hook.HTTP + "RequestOptions;Lio/vertx/core/impl/future/PromiseInternal;)V",
                    Place.START, "connecting",
                    "(L" + Hook.HTTP + "impl/HttpClientInternal;L" + Hook.HTTP
                            + "RequestOptions;Lio/vertx/core/Promise;)V",
                    0, 1, 2),
            new Hook("createRequest",
                    "(L" + Hook.HTTP + "impl/HttpClientStream;)L" + Hook.HTTP + "HttpClientRequest;",
                    Place.RESULT, "created",
                    "(L" + Hook.HTTP + "HttpClientRequest;L" + Hook.HTTP + "impl/HttpClientInternal;)V", 0)),

    SHARED_CLIENT("io.vertx.core.http.impl.SharedHttpClient", Extension.SHARED_CLIENT),

    REQUEST("io.vertx.core.http.impl.HttpClientRequestBase", Extension.REQUEST,
            new Hook("fail", "(Ljava/lang/Throwable;)V", Place.START, "failed",
                    "(L" + Hook.HTTP + "HttpClientRequest;Ljava/lang/Throwable;)V", 0, 1)),

    SENT_REQUEST("io.vertx.core.http.impl.HttpClientRequestImpl", Extension.NONE,
            new Hook("doWrite", "(Lio/netty/buffer/ByteBuf;ZZLio/vertx/core/Handler;)V", Place.START, "sending",
                    "(L" + Hook.HTTP + "HttpClientRequest;)V", 0),
            new Hook("handleResponse", "(Lio/vertx/core/Promise;L" + Hook.HTTP + "HttpClientResponse;J)V", Place.START,
                    "answered", "(L" + Hook.HTTP + "HttpClientRequest;L" + Hook.HTTP + "HttpClientResponse;)V", 0, 2)),

    REST_CLIENT("org.jboss.resteasy.reactive.client.impl.ClientImpl", Extension.NONE,
            new Hook("<init>", null, Place.FIELD, "leave",
                    "(L" + Hook.HTTP + "HttpClient;)L" + Hook.HTTP + "HttpClient;"));

    private enum Place {
        START, RESULT, FIELD
    }

    private enum Extension {
        NONE, CLIENT, SHARED_CLIENT, REQUEST
    }

    private static final String PACKAGE = "app/quotawatch/quarkus/runtime/clients/";
    private static final String DELEGATE = "delegate";
    private static final String DELEGATE_TYPE = "L" + Hook.HTTP + "impl/HttpClientInternal;";
    private static final String HOOK = PACKAGE + "VertxHook";

    /** A call of our hook: where it is inserted, and the variables that it gets. */
    private record Hook(String method, @Nullable String descriptor, Place place, String name, String type,
            int... variables) {

        static final String HTTP = "io/vertx/core/http/";

        boolean isIn(String name, String type) {
            return method.equals(name) && (descriptor == null || descriptor.equals(type));
        }
    }

    private final String className;
    private final Extension extension;
    private final Hook[] hooks;

    VertxClass(String className, Extension extension, Hook... hooks) {
        this.className = className;
        this.extension = extension;
        this.hooks = hooks;
    }

    String className() {
        return className;
    }

    /** Returns whether this version of the class has each place where a call is inserted. */
    boolean fits(byte[] bytes) {
        Visitor visitor = new Visitor(new ClassWriter(0));
        new ClassReader(bytes).accept(visitor, 0);
        int expected = extension == Extension.SHARED_CLIENT ? 1 : hooks.length;
        return visitor.inserted == expected;
    }

    byte[] transform(String name, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Visitor(writer), 0);
        return writer.toByteArray();
    }

    private final class Visitor extends ClassVisitor {

        private String owner = "";
        private int inserted;

        Visitor(ClassVisitor next) {
            super(Gizmo.ASM_API_VERSION, next);
        }

        @Override
        public void visit(int version, int access, String name, @Nullable String signature, String superName,
                String[] interfaces) {
            owner = name;
            String added = switch (extension) {
                case CLIENT, SHARED_CLIENT -> PACKAGE + "VertxClient";
                case REQUEST -> PACKAGE + "VertxRequest";
                case NONE -> null;
            };
            String[] all = interfaces;
            if (added != null) {
                all = Arrays.copyOf(interfaces, interfaces.length + 1);
                all[interfaces.length] = added;
            }
            super.visit(version, access, name, signature, superName, all);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
                @Nullable Object value) {
            if (extension == Extension.SHARED_CLIENT && name.equals(DELEGATE) && descriptor.equals(DELEGATE_TYPE)) {
                inserted++;
            }
            return super.visitField(access, name, descriptor, signature, value);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            for (Hook hook : hooks) {
                if (hook.isIn(name, descriptor)) {
                    return insertion(method, hook);
                }
            }
            return method;
        }

        private MethodVisitor insertion(MethodVisitor next, Hook hook) {
            return new MethodVisitor(Gizmo.ASM_API_VERSION, next) {

                @Override
                public void visitCode() {
                    super.visitCode();
                    if (hook.place() == Place.START) {
                        call();
                    }
                }

                @Override
                public void visitInsn(int opcode) {
                    if (hook.place() == Place.RESULT && opcode == Opcodes.ARETURN) {
                        super.visitInsn(Opcodes.DUP);
                        call();
                    }
                    super.visitInsn(opcode);
                }

                @Override
                public void visitFieldInsn(int opcode, String of, String field, String type) {
                    if (hook.place() == Place.FIELD && opcode == Opcodes.PUTFIELD && of.equals(owner)
                            && type.equals("L" + Hook.HTTP + "HttpClient;")) {
                        call();
                    }
                    super.visitFieldInsn(opcode, of, field, type);
                }

                private void call() {
                    inserted++;
                    for (int variable : hook.variables()) {
                        super.visitVarInsn(Opcodes.ALOAD, variable);
                    }
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, hook.name(), hook.type(), false);
                }
            };
        }

        @Override
        public void visitEnd() {
            switch (extension) {
                case CLIENT -> {
                    visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_VOLATILE, "quotaWatchIsLeft", "Z", null, null)
                            .visitEnd();
                    MethodVisitor leave = method("quotaWatchLeave", "()V");
                    leave.visitInsn(Opcodes.ICONST_1);
                    leave.visitFieldInsn(Opcodes.PUTFIELD, owner, "quotaWatchIsLeft", "Z");
                    end(leave, Opcodes.RETURN);
                    MethodVisitor isLeft = method("quotaWatchIsLeft", "()Z");
                    isLeft.visitFieldInsn(Opcodes.GETFIELD, owner, "quotaWatchIsLeft", "Z");
                    end(isLeft, Opcodes.IRETURN);
                }
                case SHARED_CLIENT -> {
                    MethodVisitor leave = method("quotaWatchLeave", "()V");
                    leave.visitFieldInsn(Opcodes.GETFIELD, owner, DELEGATE, DELEGATE_TYPE);
                    leave.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "leave",
                            "(L" + Hook.HTTP + "HttpClient;)L" + Hook.HTTP + "HttpClient;", false);
                    leave.visitInsn(Opcodes.POP);
                    end(leave, Opcodes.RETURN);
                    MethodVisitor isLeft = method("quotaWatchIsLeft", "()Z");
                    isLeft.visitInsn(Opcodes.POP);
                    isLeft.visitInsn(Opcodes.ICONST_1); // never asked: only the delegate makes calls
                    end(isLeft, Opcodes.IRETURN);
                }
                case REQUEST -> {
                    String type = "Ljava/lang/Object;";
                    visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_VOLATILE, "quotaWatchCall", type, null, null)
                            .visitEnd();
                    MethodVisitor get = method("quotaWatchCall", "()" + type);
                    get.visitFieldInsn(Opcodes.GETFIELD, owner, "quotaWatchCall", type);
                    end(get, Opcodes.ARETURN);
                    MethodVisitor set = method("quotaWatchCall", "(" + type + ")V");
                    set.visitVarInsn(Opcodes.ALOAD, 1);
                    set.visitFieldInsn(Opcodes.PUTFIELD, owner, "quotaWatchCall", type);
                    end(set, Opcodes.RETURN);
                }
                case NONE -> {
                    // nothing to add
                }
            }
            super.visitEnd();
        }

        private MethodVisitor method(String name, String descriptor) {
            MethodVisitor method = super.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, descriptor, null,
                    null);
            method.visitCode();
            method.visitVarInsn(Opcodes.ALOAD, 0);
            return method;
        }

        private static void end(MethodVisitor method, int returning) {
            method.visitInsn(returning);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }
    }
}
