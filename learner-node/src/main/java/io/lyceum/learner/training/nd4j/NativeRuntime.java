package io.lyceum.learner.training.nd4j;

import io.lyceum.learner.training.EngineUnavailableException;
import java.util.Map;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J's natives, which a process loads once: those for CUDA where the build has them and they find
 * a GPU, else those for a CPU. For the CPU's class also the conditions under which they give its
 * bits: the AVX2 build, one OpenMP thread, and OpenBLAS kernels of one core type.
 */
final class NativeRuntime {

  /** ND4J's backend for CUDA, in builds that have it. */
  private static final String CUDA_BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";

  private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
  private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxbytes";
  private static final String PROCESS_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

  /** How ND4J's natives number their AVX2 build. */
  private static final int AVX2_LEVEL = 2;

  private NativeRuntime() {}

  /** Whether this software was built with ND4J's natives for CUDA. */
  static boolean hasCuda() {
    try {
      Class.forName(CUDA_BACKEND, false, NativeRuntime.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * @throws EngineUnavailableException if the build has no natives for CUDA
   */
  static void requireCuda() {
    if (!hasCuda()) {
      throw new EngineUnavailableException(
          "The engine nd4j-cuda-1 needs a build with the Maven profile cuda.");
    }
  }

  /**
   * Loads the natives for a GPU.
   *
   * @throws EngineUnavailableException if the build has none, or they find no GPU
   */
  static void startOnCuda() {
    requireCuda();
    load("The engine nd4j-cuda-1 cannot load any of ND4J's natives on this machine.");
    if (Nd4j.getEnvironment().isCPU()) {
      throw new EngineUnavailableException(
          "The engine nd4j-cuda-1 finds no NVIDIA GPU here that ND4J can use, or no libraries of"
              + " CUDA 11.");
    }
  }

  /**
   * Checks the environment and loads the natives for a CPU.
   *
   * @throws EngineUnavailableException if this process cannot give the class's bits
   */
  static void startOnCpu() {
    requireEnvironment();
    NativeOps natives =
        load("The engine nd4j-cpu-avx2-1 cannot load ND4J's AVX2 natives on this machine.");
    if (!Nd4j.getEnvironment().isCPU()) {
      throw new EngineUnavailableException(
          "The engine nd4j-cpu-avx2-1 does not run where ND4J computes on a GPU.");
    }
    if (natives.binaryLevel() != AVX2_LEVEL || !natives.isMinimalRequirementsMet()) {
      throw new EngineUnavailableException(
          "The engine nd4j-cpu-avx2-1 needs a processor with AVX2 and the AVX2 build of ND4J.");
    }
    Environment environment = Nd4j.getEnvironment();
    if (environment.maxThreads() != 1 || environment.maxMasterThreads() != 1) {
      throw new EngineUnavailableException(
          "The engine nd4j-cpu-avx2-1 needs ND4J to use one thread: unset SD_MAX_THREADS and"
              + " SD_MASTER_THREADS.");
    }
  }

  /**
   * @throws EngineUnavailableException if this process's environment or processor is not as the
   *     class demands
   */
  static void requireEnvironment() {
    requireEnvironment(System.getenv(), System.getProperty("os.arch"));
  }

  /**
   * @throws EngineUnavailableException if a variable is not set as the class demands, or the
   *     processor is of another kind
   */
  static void requireEnvironment(Map<String, String> environment, String architecture) {
    if (!architecture.equals("amd64") && !architecture.equals("x86_64")) {
      throw new EngineUnavailableException(
          "The engine nd4j-cpu-avx2-1 needs an x86-64 processor, not " + architecture + ".");
    }
    if (!"1".equals(environment.get("OMP_NUM_THREADS"))
        || !"Haswell".equals(environment.get("OPENBLAS_CORETYPE"))) {
      throw new EngineUnavailableException(
          "The engine nd4j-cpu-avx2-1 needs the environment variables OMP_NUM_THREADS=1 and"
              + " OPENBLAS_CORETYPE=Haswell before the process starts.");
    }
  }

  private static NativeOps load(String failure) {
    System.setProperty(EXTENSION, "-avx2");
    setIfAbsent(NATIVE_LIMIT, "2g");
    // JavaCPP would otherwise refuse memory because of what the rest of the process holds.
    setIfAbsent(PROCESS_LIMIT, "0");
    try {
      Nd4j.getBackend();
      return NativeOpsHolder.getInstance().getDeviceNativeOps();
    } catch (LinkageError | RuntimeException e) {
      throw new EngineUnavailableException(failure, e);
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
