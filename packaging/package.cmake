# The .deb: `cpack --config BUILD/CPackConfig.cmake`, or `cmake --build --preset release --target package`.
# The caches of MIME types, desktop entries, icons and manual pages are brought up to date by the triggers of the
# packages that own them, so there are no scripts here.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME regatta)
set(CPACK_PACKAGE_VENDOR "Regatta developers")
set(CPACK_PACKAGE_CONTACT "Regatta developers <regatta@regatta.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "run one command on many hosts over SSH, and watch it")
set(CPACK_PACKAGE_DESCRIPTION "A desktop monitor for SSH jobs: a list of hosts and a command, run at the same time,\n\
with a live table, logs, and a timeline that shows whether the work really was\n\
parallel. The same core works on the command line and writes JSON events.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins, which no link line names: the history's database driver and the reader of SVG icons.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "openssh-client, qt6-wayland, libsecret-1-0, qt6-translations-l10n")

include(CPack)
