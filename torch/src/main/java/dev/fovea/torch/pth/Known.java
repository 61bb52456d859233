package dev.fovea.torch.pth;

import dev.fovea.torch.file.ElementType;
import dev.fovea.torch.file.Quote;
import java.util.HashMap;
import java.util.Map;

/** All that a pickle may name. What is not here is refused; nothing is ever looked up or run. */
enum Known {
  ORDERED_DICT,
  TENSOR_V1,
  TENSOR_V2,
  TENSOR_V3,
  PARAMETER,
  FROM_TYPE,
  TENSOR_TYPE,
  SIZE,
  DEVICE,
  SET,
  ENCODE,
  NUMPY_SCALAR,
  NUMPY_DTYPE,
  STORAGE,
  DTYPE;

  private static final Map<String, Pickled.Global> NAMES = names();

  /** Other kinds of tensors, and what makes plain ones of them in Python. */
  private static final Map<String, String> KINDS =
      Map.of(
          "torch._utils._rebuild_qtensor", "a quantized tensor",
          "torch._utils._rebuild_sparse_tensor", "a sparse tensor",
          "torch._utils._rebuild_sparse_csr_tensor", "a sparse tensor",
          "torch._utils._rebuild_nested_tensor", "a nested tensor",
          "torch._utils._rebuild_meta_tensor_no_storage", "a tensor without numbers",
          "torch.ComplexFloatStorage", "complex numbers",
          "torch.ComplexDoubleStorage", "complex numbers",
          "torch.QInt8Storage", "quantized numbers",
          "torch.QUInt8Storage", "quantized numbers",
          "torch.QInt32Storage", "quantized numbers");

  private static final String PLAIN =
      "make it plain in Python (to_dense(), dequantize(), float()) and save it again";

  /**
   * The thing of a name.
   *
   * @param whole whether it stands where the saved object itself should
   * @throws BrokenPth where it is not on the list
   */
  static Pickled.Global of(String module, String name, boolean whole) {
    String full = module + "." + name;
    Pickled.Global known = NAMES.get(full);
    if (known != null) return known;
    String kind = KINDS.get(full);
    if (kind != null) throw new BrokenPth("holds " + kind + " (" + full + ")", PLAIN);
    if (module.equals("torch") && name.matches("(u?int|float|complex|q|b)\\w+"))
      throw new BrokenPth("holds numbers of " + Quote.of(full), PLAIN);
    throw new BrokenPth(
        "holds "
            + Quote.of(full)
            + ", which is more than tensors, numbers and words; nothing in a file is ever run",
        "if you trust where it comes from, save its tensors alone in Python: torch.save(torch.load("
            + "FILE, weights_only=False)"
            + (whole ? ".state_dict()" : "[\"state_dict\"]")
            + ", \"weights.pth\")");
  }

  private static Map<String, Pickled.Global> names() {
    var all = new HashMap<String, Pickled.Global>();
    put(all, ORDERED_DICT, "collections.OrderedDict");
    put(all, TENSOR_V1, "torch._utils._rebuild_tensor");
    put(all, TENSOR_V2, "torch._utils._rebuild_tensor_v2");
    put(all, TENSOR_V3, "torch._utils._rebuild_tensor_v3");
    put(all, PARAMETER, "torch._utils._rebuild_parameter");
    put(all, PARAMETER, "torch._utils._rebuild_parameter_with_state");
    put(all, FROM_TYPE, "torch._tensor._rebuild_from_type_v2");
    put(all, TENSOR_TYPE, "torch.Tensor");
    put(all, TENSOR_TYPE, "torch.nn.parameter.Parameter");
    put(all, SIZE, "torch.Size");
    put(all, DEVICE, "torch.device");
    put(all, SET, "builtins.set");
    put(all, SET, "__builtin__.set");
    put(all, ENCODE, "_codecs.encode");
    put(all, NUMPY_SCALAR, "numpy.core.multiarray.scalar");
    put(all, NUMPY_SCALAR, "numpy._core.multiarray.scalar");
    put(all, NUMPY_DTYPE, "numpy.dtype");
    numbers(all, ElementType.F64, "Double", "float64");
    numbers(all, ElementType.F32, "Float", "float32");
    numbers(all, ElementType.F16, "Half", "float16");
    numbers(all, ElementType.BF16, "BFloat16", "bfloat16");
    numbers(all, ElementType.I64, "Long", "int64");
    numbers(all, ElementType.I32, "Int", "int32");
    numbers(all, ElementType.I16, "Short", "int16");
    numbers(all, ElementType.I8, "Char", "int8");
    numbers(all, ElementType.U8, "Byte", "uint8");
    numbers(all, ElementType.BOOL, "Bool", "bool");
    for (String module : new String[] {"torch", "torch.storage"}) {
      String name = module + ".UntypedStorage";
      all.put(name, new Pickled.Global(STORAGE, name, ElementType.U8));
    }
    return Map.copyOf(all);
  }

  private static void put(Map<String, Pickled.Global> all, Known known, String name) {
    all.put(name, new Pickled.Global(known, name, null));
  }

  private static void numbers(
      Map<String, Pickled.Global> all, ElementType type, String storage, String dtype) {
    String stored = "torch." + storage + "Storage";
    all.put(stored, new Pickled.Global(STORAGE, stored, type));
    all.put("torch." + dtype, new Pickled.Global(DTYPE, "torch." + dtype, type));
  }
}
