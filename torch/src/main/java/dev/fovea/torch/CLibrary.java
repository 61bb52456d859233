package dev.fovea.torch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Functions of the system's C library, by name. */
final class CLibrary {
  private static final Linker LINKER = Linker.nativeLinker();

  private CLibrary() {}

  /** Whether it has a function; not every C library has all of glibc's. */
  static boolean has(String name) {
    return LINKER.defaultLookup().find(name).isPresent();
  }

  static MemorySegment address(String name) {
    return LINKER.defaultLookup().findOrThrow(name);
  }

  @SuppressWarnings("restricted") // a call into the C library, as all of libtorch is
  static MethodHandle function(String name, FunctionDescriptor is) {
    return LINKER.downcallHandle(address(name), is);
  }
}
