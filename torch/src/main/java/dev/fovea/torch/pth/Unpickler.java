package dev.fovea.torch.pth;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle of protocol 2 to 5: a small machine with a stack, of which it knows the
 * instructions that {@code torch.save} writes, as in <a
 * href="https://docs.python.org/3/library/pickletools.html">pickletools</a>. It makes lists, dicts,
 * words, numbers and tensors over storages; it can make nothing else.
 */
final class Unpickler {
  /** Things in one pickle; a tensor is about thirty, so networks of 70,000 tensors pass. */
  static final int MOST_THINGS = 1 << 21;

  /** Bytes of one pickle. */
  static final int MOST_BYTES = 1 << 26;

  private static final int LONGEST_NAME = 1000;

  private final Cursor in;
  private final Storages storages;
  private final List<Pickled> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, Pickled> memo = new HashMap<>();
  private int things;

  private Unpickler(Cursor in, Storages storages) {
    this.in = in;
    this.storages = storages;
  }

  /** What is pickled from a byte on, and where the next thing begins. */
  record Read(Pickled value, long end) {}

  static Read of(MemorySegment bytes, long at, Storages storages) {
    long end = Math.min(bytes.byteSize(), at + MOST_BYTES);
    var in = new Cursor(bytes.asSlice(0, Math.max(at, end)), at);
    int first = in.unsignedByte();
    int protocol = first == 0x80 ? in.unsignedByte() : 0;
    if (first != 0x80 || protocol < 2 || protocol > 5)
      throw new BrokenPth("holds no pickle of protocol 2 to 5 where one should be");
    Pickled value = new Unpickler(in, storages).run();
    return new Read(value, in.at());
  }

  private Pickled run() {
    for (int code = in.unsignedByte(); code != '.'; code = in.unsignedByte()) step(code);
    return pop();
  }

  private void step(int code) {
    switch (code) {
      case '(' -> mark();
      case 0x95 -> in.signedLong(); // FRAME: how much to read ahead
      case 'N' -> push(Pickled.Other.NOTHING);
      case 0x88, 0x89 -> push(new Pickled.Truth(code == 0x88));
      case 'K' -> push(Pickled.Whole.of(in.unsignedByte()));
      case 'M' -> push(Pickled.Whole.of(in.unsignedShort()));
      case 'J' -> push(Pickled.Whole.of(in.signedInt()));
      case 0x8a -> push(new Pickled.Whole(in.whole(in.unsignedByte()))); // LONG1
      case 'G' -> push(new Pickled.Fraction(in.bigEndianDouble()));
      case 'X', 'T' -> push(new Pickled.Text(in.text(in.unsignedInt())));
      case 0x8c, 'U' -> push(new Pickled.Text(in.text(in.unsignedByte())));
      case 0x8d -> push(new Pickled.Text(in.text(in.signedLong())));
      case 'C' -> push(bytes(in.unsignedByte()));
      case 'B' -> push(bytes(in.unsignedInt()));
      case 0x8e, 0x96 -> push(bytes(in.signedLong())); // BINBYTES8, BYTEARRAY8
      case ')', ']', 0x8f -> push(new Pickled.Items(new ArrayList<>())); // tuple, list, set
      case '}' -> push(new Pickled.Dict(new LinkedHashMap<>()));
      case 0x85, 0x86, 0x87 -> push(new Pickled.Items(last(code - 0x84)));
      case 't' -> push(new Pickled.Items(sinceMark()));
      case 'a' -> add(last(1));
      case 'e', 0x90 -> add(sinceMark()); // APPENDS, ADDITEMS
      case 's' -> put(last(2));
      case 'u' -> put(sinceMark());
      case 'c' -> push(Known.of(in.line(LONGEST_NAME), in.line(LONGEST_NAME), stack.isEmpty()));
      case 0x93 -> named(last(2));
      case 'R' -> call(last(2));
      case 'b' -> build(pop());
      case 'Q' -> push(storages.of(pop()));
      case 'q' -> remember(in.unsignedByte());
      case 'r' -> remember(in.unsignedInt());
      case 0x94 -> remember(memo.size());
      case 'h' -> push(remembered(in.unsignedByte()));
      case 'j' -> push(remembered(in.unsignedInt()));
      default ->
          throw new BrokenPth(
              String.format(
                  "holds the pickle instruction 0x%02x at byte %d, which no state dict needs",
                  code, in.at() - 1));
    }
  }

  private void count() {
    if (++things > MOST_THINGS)
      throw new BrokenPth("holds more than " + MOST_THINGS + " things in one pickle");
  }

  private void push(Pickled value) {
    count();
    stack.add(value);
  }

  private void mark() {
    count();
    marks.add(stack.size());
  }

  private void remember(long index) {
    count();
    memo.put(index, top());
  }

  private Pickled pop() {
    return last(1).getFirst();
  }

  private Pickled top() {
    reach(1);
    return stack.getLast();
  }

  private void reach(int count) {
    int floor = marks.isEmpty() ? 0 : marks.getLast();
    if (stack.size() - floor < count) throw new BrokenPth("its pickle takes what is not there");
  }

  private List<Pickled> last(int count) {
    reach(count);
    return cut(stack.size() - count);
  }

  private List<Pickled> sinceMark() {
    if (marks.isEmpty()) throw new BrokenPth("its pickle takes what is not there");
    return cut(marks.removeLast());
  }

  private List<Pickled> cut(int from) {
    List<Pickled> tail = stack.subList(from, stack.size());
    var taken = new ArrayList<>(tail);
    tail.clear();
    return taken;
  }

  private Pickled remembered(long index) {
    Pickled value = memo.get(index);
    if (value == null) throw new BrokenPth("its pickle speaks of what it never held");
    return value;
  }

  private void add(List<Pickled> values) {
    if (!(top() instanceof Pickled.Items(var all)))
      throw new BrokenPth("its pickle adds to what is no list");
    all.addAll(values);
  }

  private void put(List<Pickled> values) {
    if (!(top() instanceof Pickled.Dict(var all)) || values.size() % 2 != 0)
      throw new BrokenPth("its pickle sets keys of what is no dict");
    for (int i = 0; i < values.size(); i += 2) all.put(Calls.key(values.get(i)), values.get(i + 1));
  }

  private void named(List<Pickled> words) {
    if (!(words.getFirst() instanceof Pickled.Text(String module))
        || !(words.getLast() instanceof Pickled.Text(String name)))
      throw new BrokenPth("its pickle names something with what is no word");
    push(Known.of(module, name, stack.isEmpty()));
  }

  private void call(List<Pickled> both) {
    if (!(both.getFirst() instanceof Pickled.Global global)
        || !(both.getLast() instanceof Pickled.Items(var with)))
      throw new BrokenPth("its pickle calls what cannot be called");
    push(Calls.of(global, with));
  }

  /** The attributes of a dict are notes about versions, those of a numpy type its padding. */
  private void build(Pickled state) {
    boolean harmless =
        switch (top()) {
          case Pickled.Dict _ -> true;
          case Pickled.Global g -> g.known() == Known.NUMPY_DTYPE && Calls.isLittleEndian(state);
          default -> false;
        };
    if (!harmless) throw new BrokenPth("its pickle sets attributes of what has none");
  }

  private Pickled bytes(long length) {
    return new Pickled.Bytes(ByteBuffer.wrap(in.take(length)));
  }
}
