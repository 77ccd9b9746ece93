select tenancy.protect('map_view', 'actor_view', 'tie_view', 'known_person', 'known_engagement');
