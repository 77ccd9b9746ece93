select tenancy.protect('staging.import', 'staging.part', 'staging.mistake');
