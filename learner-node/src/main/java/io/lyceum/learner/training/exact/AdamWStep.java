package io.lyceum.learner.training.exact;

import io.lyceum.learner.model.Hyperparameters;

/**
 * The numbers of one step of AdamW (Loshchilov and Hutter 2019), each computed in double and
 * rounded once. On every element, in fp32:
 *
 * <pre>
 * g' = g·clip
 * m  = fma(β1, m, (1-β1)·g')         v = fma(β2, v, ((1-β2)·g')·g')
 * u  = m / (√v·rootScale + ε)
 * w  = fma(-stepSize, u, fma(-decay, w, w))
 * </pre>
 *
 * @param clip what gradients are multiplied with
 * @param stepSize the learning rate over {@code 1 - β1^t}
 * @param rootScale one over the root of {@code 1 - β2^t}
 * @param decay the learning rate times the weight decay; 0 for gains
 */
public record AdamWStep(
    float beta1,
    float rest1,
    float beta2,
    float rest2,
    float epsilon,
    float clip,
    float stepSize,
    float rootScale,
    float decay) {

  /**
   * The step of a number of steps since the moments were zero.
   *
   * @param t counted from 1
   * @param norm the gradients' global norm
   * @param rate the learning rate
   */
  public static AdamWStep of(Hyperparameters h, int t, double norm, double rate, boolean decayed) {
    return new AdamWStep(
        (float) h.beta1(),
        (float) (1 - h.beta1()),
        (float) h.beta2(),
        (float) (1 - h.beta2()),
        (float) h.epsilon(),
        norm > h.clipNorm() ? (float) (h.clipNorm() / norm) : 1f,
        (float) (rate / (1 - StrictMath.pow(h.beta1(), t))),
        (float) (1 / Math.sqrt(1 - StrictMath.pow(h.beta2(), t))),
        decayed ? (float) (rate * h.weightDecay()) : 0f);
  }
}
