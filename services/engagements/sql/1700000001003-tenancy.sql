select tenancy.protect('person_view', 'program_view', 'cohort_view', 'engagement_view');
