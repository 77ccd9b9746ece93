select tenancy.protect('instrument_view', 'campaign_view', 'administration_view', 'known_person', 'known_engagement',
  'known_cohort', 'known_participant');
