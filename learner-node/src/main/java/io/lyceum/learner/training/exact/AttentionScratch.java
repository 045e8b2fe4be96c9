package io.lyceum.learner.training.exact;

/** Memory for the attention of one head in one window. */
final class AttentionScratch {

  /** Rows that are computed together; columns beyond the diagonal end with their block. */
  static final int ROW_BLOCK = 32;

  final float[] scores;
  final float[] scoreGradients;
  final float[] keyGradients;
  final float[] valueGradients;
  final Panels keys;
  final Panels keysTransposed;
  final Panels values;
  final Panels valuesTransposed;
  final Panels rows;

  AttentionScratch(Dimensions d, int panelColumns) {
    this.scores = new float[ROW_BLOCK * d.context()];
    this.scoreGradients = new float[ROW_BLOCK * d.context()];
    this.keyGradients = new float[d.context() * d.headSize()];
    this.valueGradients = new float[d.context() * d.headSize()];
    this.keys = new Panels(d.context(), d.headSize(), panelColumns);
    this.keysTransposed = new Panels(d.headSize(), d.context(), panelColumns);
    this.values = new Panels(d.context(), d.headSize(), panelColumns);
    this.valuesTransposed = new Panels(d.headSize(), d.context(), panelColumns);
    this.rows = new Panels(ROW_BLOCK, d.headSize(), panelColumns);
  }
}
