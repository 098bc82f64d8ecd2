"""The pages that import a sheet of officers."""

from __future__ import annotations

from zhunsheng.evidence import queries as files
from zhunsheng.evidence import services as keeping
from zhunsheng.web.importing import ImportPages
from zhunsheng.workforce import imports, queries, services
from zhunsheng.workforce.views.people import home

IMPORT = ImportPages(
    room="workforce",
    title="导入执法人员",
    unit="人",
    template_name="执法人员导入模板.xlsx",
    errors_name="执法人员未导入的行.xlsx",
    columns=imports.COLUMNS,
    home=home,
    template=imports.template,
    preview=imports.preview,
    act=services.import_officers,
    run_of=queries.import_run,
    hold=keeping.hold_upload,
    held=files.held_upload,
)
