"""A transformer for spaCy without torch: an int8 ONNX file and its tokenizer.

``export`` turns a pipeline that spacy-transformers trained into one of these;
``architecture`` is what spaCy finds in the saved pipeline's config. Its other
components, the heads, keep their weights.
"""
