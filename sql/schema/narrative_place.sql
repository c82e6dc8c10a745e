-- The place of a number of the prose: narrative.breakdown.通知公告, or narrative.requests_received.
create macro narrative_place(name, label) as
    'narrative.' || name || if(label = '', '', '.' || label);
