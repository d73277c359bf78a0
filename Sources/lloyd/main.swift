import FHIR
