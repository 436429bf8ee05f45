# Generated from codegen/openapi.yaml; do not edit.

"""One module for each schema of the contract."""
