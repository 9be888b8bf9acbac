package app.quotawatch.tck.servers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message in the wire format of Protocol Buffers: its fields by their numbers, in the order in which they were written. */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private record Field(int number, long bits, ByteBuffer bytes) {}

    private final List<Field> fields = new ArrayList<>();

    Protobuf(ByteBuffer message) {
        ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            int number = (int) (key >>> 3);
            switch ((int) key & 7) {
                case VARINT -> fields.add(new Field(number, varint(in), null));
                case FIXED64 -> fields.add(new Field(number, in.getLong(), null));
                case FIXED32 -> fields.add(new Field(number, in.getInt(), null));
                case BYTES -> {
                    int length = (int) varint(in);
                    fields.add(new Field(number, 0, in.slice(in.position(), length)));
                    in.position(in.position() + length);
                }
                default -> throw new IllegalArgumentException("unknown wire type in " + key);
            }
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** Returns the messages of a repeated field. */
    List<Protobuf> messages(int number) {
        return fields.stream().filter(field -> field.number == number).map(field -> new Protobuf(field.bytes)).toList();
    }

    boolean has(int number) {
        return fields.stream().anyMatch(field -> field.number == number);
    }

    String text(int number) {
        return fields.stream().filter(field -> field.number == number)
                .map(field -> StandardCharsets.UTF_8.decode(field.bytes.duplicate()).toString()).findFirst().orElse("");
    }

    /** Returns the bits of a number; 0 if the field is missing. */
    long number(int number) {
        return fields.stream().filter(field -> field.number == number).mapToLong(Field::bits).findFirst().orElse(0);
    }

    double decimal(int number) {
        return Double.longBitsToDouble(number(number));
    }
}
