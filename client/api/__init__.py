# Generated from codegen/openapi.yaml; do not edit.

"""One module for each tag of the contract."""
