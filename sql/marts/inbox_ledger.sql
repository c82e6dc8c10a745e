-- Grain: file that ever arrived in a county's inbox, members of archives too; what belongs to a saved page is
-- counted with it. Inputs: arrival, document, report, sight, decision, unit. Times in UTC.
-- `reason` and `reason_detail` are a message of the catalogues; see gongkai/messages.py.
with arrival as (
    select * from arrival
),

parts as (
    select
        county_id,
        belongs_to as path,
        count(*) as parts,
    from arrival
    where belongs_to is not null and is_present
    group by all
),

withdrawal as (
    select
        county_id,
        document_sha256,
        to_json({who: decided_by, "when": left(decided_on, 10), reason: reason})::varchar as detail,
    from decision
    where kind = 'withdraw' and status = 'in_force'
),

kept as (
    select
        county_id,
        document_sha256,
    from decision
    where kind = 'keep' and status = 'in_force'
),

read_document as (
    select
        document.county_id,
        document.document_sha256,
        arg_max(document.unit_id, coalesce(report.is_current, false)) as unit_id,
        arg_max(document.year, coalesce(report.is_current, false)) as year,
        bool_or(report.report_id is not null) as is_report,
        bool_or(coalesce(report.is_current, false)) as is_current,
        bool_or(coalesce(report.is_candidate and sight.state = 'choice_open', false)) as is_open,
        any_value(document.refusal_reason) as refusal_reason,
        any_value(document.refusal_code) as refusal_code,
        any_value(document.refusal_detail) as refusal_detail,
    from document
    left join report using (report_id)
    left join sight on sight.unit_id = report.unit_id and sight.year = report.year
    group by all
),

judged as (
    select
        arrival.*,
        coalesce(parts.parts, 0) as parts,
        read_document.refusal_code,
        read_document.refusal_detail,
        withdrawal.detail as withdrawal,
        coalesce(read_document.unit_id, arrival.unit_id) as told_unit_id,
        coalesce(read_document.year, arrival.year) as told_year,
        not arrival.is_present and not arrival.is_replaced and kept.document_sha256 is null
            as is_removed,
        case
            when arrival.kind = 'ignored' then 'ignored'
            when arrival.kind = 'answers' then
                if(coalesce(arrival.problem, '') = 'answers_refused', 'arrived_unread', 'adopted')
            when withdrawal.document_sha256 is not null then 'withdrawn'
            when read_document.is_open then 'choice_open'
            when read_document.is_current then 'adopted'
            when read_document.is_report or arrival.is_replaced then 'superseded'
            when read_document.refusal_reason = 'not_a_report' then 'not_a_report'
            when read_document.refusal_reason = 'not_placed' then 'unit_unknown'
            else 'arrived_unread'
        end as state,
    from arrival
    left join parts using (county_id, path)
    left join read_document
        on read_document.county_id = arrival.county_id
        and read_document.document_sha256 = arrival.document_sha256
    left join withdrawal
        on withdrawal.county_id = arrival.county_id
        and withdrawal.document_sha256 = arrival.document_sha256
    left join kept
        on kept.county_id = arrival.county_id
        and kept.document_sha256 = arrival.document_sha256
    where arrival.kind <> 'folded'
),

inbox_ledger as (
    select
        judged.county_id,
        judged.path,
        judged.document_sha256,
        judged.arrived_at,
        judged.is_present,
        judged.is_removed and state in ('adopted', 'choice_open') as is_removed,
        judged.parts,
        judged.told_unit_id as unit_id,
        unit.unit_name,
        judged.told_year as year,
        state,
        case state
            when 'adopted' then '已采用'
            when 'choice_open' then '待选版本'
            when 'superseded' then '已被新版替代'
            when 'withdrawn' then '已撤回'
            when 'arrived_unread' then '已收未读'
            when 'unit_unknown' then '单位不明'
            when 'not_a_report' then '非报告'
            when 'ignored' then '已忽略'
        end as state_name,
        case
            when state = 'withdrawn' then 'withdrawn_by'
            when state = 'choice_open' then 'version_open'
            when state = 'superseded' and judged.is_replaced then 'version_saved_over'
            when state = 'superseded' then 'version_passed_over'
            when state = 'adopted' and judged.is_removed then 'file_removed'
            when state = 'adopted' then if(judged.kind = 'answers', judged.problem, null)
            when state = 'not_a_report' then judged.refusal_code
            else coalesce(
                judged.problem,
                judged.refusal_code,
                if(state = 'arrived_unread', 'not_read_yet', null)
            )
        end as reason,
        case
            when state = 'withdrawn' then withdrawal
            when state in ('choice_open', 'superseded') then null
            when state = 'adopted' then if(judged.kind = 'answers', judged.problem_detail, null)
            when judged.problem is not null and state <> 'not_a_report' then judged.problem_detail
            else judged.refusal_detail
        end as reason_detail,
    from judged
    left join unit on unit.unit_id = judged.told_unit_id
)

select * from inbox_ledger
order by
    county_id,
    path,
    arrived_at
